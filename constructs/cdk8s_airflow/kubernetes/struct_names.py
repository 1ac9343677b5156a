"""Kubernetes' names of the struct fields that jsii spells differently.

jsii makes one capital of an acronym (``clusterIp``); the JavaScript side of an L1 object turns it back, a struct that is
used as a body in Python does not pass there. The list is complete for Kubernetes 1.27: a test compares it with the schemas.
"""

from typing import Final

KUBERNETES_NAMES: Final = {
    "clientIp": "clientIP",
    "clusterIp": "clusterIP",
    "datasetUuid": "datasetUUID",
    "diskUri": "diskURI",
    "downwardApi": "downwardAPI",
    "externalId": "externalID",
    "hostIp": "hostIP",
    "hostIpc": "hostIPC",
    "hostPid": "hostPID",
    "insecureSkipTlsVerify": "insecureSkipTLSVerify",
    "loadBalancerIp": "loadBalancerIP",
    "nodeId": "nodeID",
    "nonResourceUrLs": "nonResourceURLs",
    "pdId": "pdID",
    "podCidRs": "podCIDRs",
    "podCidr": "podCIDR",
    "providerId": "providerID",
    "scaleIo": "scaleIO",
    "setHostnameAsFqdn": "setHostnameAsFQDN",
    "storagePolicyId": "storagePolicyID",
    "targetCpuUtilizationPercentage": "targetCPUUtilizationPercentage",
    "targetWwNs": "targetWWNs",
    "volumeId": "volumeID",
}
