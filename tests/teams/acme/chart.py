"""One of Acme's environments: its Airflow, and a report service made with cdk8s-plus-27 in the same chart."""

import cdk8s
import cdk8s_plus_27 as kplus

from cdk8s_airflow import AirflowChart

from .airflow import NODE_POOL, TAINT, AcmeAirflow

LABELS = {"app.kubernetes.io/name": "airflow", "app.kubernetes.io/component": "reports"}
"""What the network policies of ``extra_flows()`` select."""


class AcmeChart(AirflowChart):
    """Overrides ``create_airflow()`` and ``extra_objects()``."""

    airflow: AcmeAirflow

    def create_airflow(self) -> AcmeAirflow:
        """Acme's own."""
        return AcmeAirflow(self, "airflow", props=self.props)

    def extra_objects(self) -> None:
        """The report service, and what only a patch can say."""
        self._reports()
        self.airflow.webserver.service.add_json_patch(cdk8s.JsonPatch.add("/spec/sessionAffinity", "ClientIP"))

    def _reports(self) -> None:
        deployment = kplus.Deployment(
            self,
            "reports",
            metadata={"name": "reports", "labels": LABELS},
            pod_metadata={"labels": LABELS},
            replicas=1,
            service_account=kplus.ServiceAccount.from_service_account_name(self, "account", "airflow-webserver"),
            automount_service_account_token=False,
            security_context={"ensure_non_root": True, "user": 1000, "group": 1000},
            containers=[
                kplus.ContainerProps(
                    name="reports",
                    image="registry.acme.example.com/reports:1.4.2",
                    env_variables={"TOKEN": kplus.EnvValue.from_secret_value(kplus.SecretValue(key="token", secret=self._secret()))},
                    resources=kplus.ContainerResources(
                        cpu=kplus.CpuResources(request=kplus.Cpu.millis(50), limit=kplus.Cpu.millis(200)),
                        memory=kplus.MemoryResources(request=cdk8s.Size.mebibytes(64), limit=cdk8s.Size.mebibytes(256)),
                    ),
                )
            ],
        )
        spec = "/spec/template/spec"
        cdk8s.ApiObject.of(deployment).add_json_patch(
            cdk8s.JsonPatch.add(f"{spec}/securityContext/seccompProfile", {"type": "RuntimeDefault"}),  # restricted wants it, kplus cannot say it
            cdk8s.JsonPatch.add(f"{spec}/containers/0/securityContext/capabilities", {"drop": ["ALL"]}),
            cdk8s.JsonPatch.add(f"{spec}/nodeSelector", {NODE_POOL: "data"}),
            cdk8s.JsonPatch.add(f"{spec}/tolerations", [TAINT]),
        )

    def _secret(self) -> kplus.ISecret:
        return kplus.Secret.from_secret_name(self, "token", "acme-reports")
