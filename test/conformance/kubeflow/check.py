"""What Kubeflow's own code says of pipelines: their messages, each parsed strictly, and the loader of the SDK.

    check.py FILE...

A file holds a pipeline and its platform document, or objects of pipelines.kubeflow.org. One JSON line a pipeline: file, name, and
problems, each with the layer that found it: "yaml", "protobuf" or "sdk".
"""

import json
import logging
import sys
import warnings

warnings.filterwarnings("ignore")
logging.disable(logging.WARNING)

import yaml
from google.protobuf import json_format
from kfp import components
from kfp.kubernetes import kubernetes_executor_config_pb2 as kubernetes
from kfp.pipeline_spec import pipeline_spec_pb2 as pipelines


class Strict(yaml.SafeLoader):
    """Refuses a key that stands twice, which PyYAML takes in silence."""

    def construct_mapping(self, node, deep=False):
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        twice = {key for key in keys if keys.count(key) > 1}
        if twice:
            raise yaml.YAMLError(f"a key stands twice: {sorted(twice)}")
        return super().construct_mapping(node, deep)


def messages(pipeline, platform):
    """Every part with the message that it must be; the backend itself reads some of these loosely."""
    yield pipeline, pipelines.PipelineSpec()
    yield pipeline.get("deploymentSpec", {}), pipelines.PipelineDeploymentConfig()
    if platform is None:
        return
    yield platform, pipelines.PlatformSpec()
    on_kubernetes = platform.get("platforms", {}).get("kubernetes", {})
    for executor in on_kubernetes.get("deploymentSpec", {}).get("executors", {}).values():
        yield executor, kubernetes.KubernetesExecutorConfig()


def problems(pipeline, platform):
    found = []
    for part, message in messages(pipeline, platform):
        try:
            json_format.ParseDict(part, message)
        except json_format.ParseError as error:
            found.append({"by": "protobuf", "message": str(error)})
    try:
        text = yaml.safe_dump_all([part for part in (pipeline, platform) if part is not None])
        components.load_component_from_text(text)
    except Exception as error:  # The SDK raises many kinds.
        found.append({"by": "sdk", "message": f"{type(error).__name__}: {error}"})
    return found


def pairs(documents):
    """The pipelines of a file, each with its platform document."""
    versions = [document["spec"] for document in documents if document.get("kind") == "PipelineVersion"]
    if versions:
        return [(spec["pipelineSpec"], spec.get("platformSpec")) for spec in versions]
    return [(documents[0], documents[1] if len(documents) > 1 else None)]


def main(files):
    for file in files:
        try:
            with open(file, encoding="utf-8") as text:
                documents = list(yaml.load_all(text, Strict))
        except yaml.YAMLError as error:
            print(json.dumps({"file": file, "name": "?", "problems": [{"by": "yaml", "message": str(error)}]}))
            continue
        for pipeline, platform in pairs(documents):
            name = pipeline.get("pipelineInfo", {}).get("name", "?")
            print(json.dumps({"file": file, "name": name, "problems": problems(pipeline, platform)}))


main(sys.argv[1:])
