"""Who may talk to whom: one declared list of flows, and the NetworkPolicies made from it."""
