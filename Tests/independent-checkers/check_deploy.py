"""Checks the files of a deploy folder against the published schemas of Kubernetes and the adapter's configuration reader.

Usage: check_deploy.py DEPLOY_FOLDER ELT_ADAPTER

Prints every problem and exits with 1 if there is any.
"""

import pathlib
import re
import subprocess
import sys
import tempfile

import kubernetes_validate
import yaml

# These are not part of Kubernetes, so the package has no schemas for them.
WITHOUT_SCHEMA = {"keda.sh/v1alpha1", "kustomize.config.k8s.io/v1beta1"}
KUBERNETES_VERSION = "1.33"


def configuration_problems(adapter: str, text: str, name: str):
    """Loads a configuration as an instance does, with an empty file in place of its secrets."""
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder, "elt-adapter.yaml")
        file.write_text(text, encoding="utf-8")
        empty = pathlib.Path(folder, "kafka.properties")
        empty.touch()
        command = [adapter, "check", "--print", "--config", str(file), "--kafka-properties-file", str(empty)]
        result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        yield f"{name}: {result.stderr.strip()}"


def manifest_problems(document, adapter: str, name: str):
    where = f"{name}: {document.get('kind')}"
    if document.get("apiVersion") not in WITHOUT_SCHEMA:
        try:
            kubernetes_validate.validate(document, KUBERNETES_VERSION, strict=True)
        except kubernetes_validate.ValidationError as error:
            yield f"{where}: {error}"
    if document.get("kind") == "ConfigMap" and "elt-adapter.yaml" in document["data"]:
        yield from configuration_problems(adapter, document["data"]["elt-adapter.yaml"], where)


def variable_problems(text: str, known: str, name: str):
    for variable in sorted(set(re.findall(r"ELT_ADAPTER_[A-Z_]*[A-Z]", text))):
        if f"`{variable}`" not in known:
            yield f"{name}: {variable} is not a setting"


def problems(folder: pathlib.Path, adapter: str):
    known = subprocess.run(
        [adapter, "document", "configuration"], capture_output=True, text=True, check=True
    ).stdout
    count = 0
    for path in sorted(folder.rglob("*.yaml")) + sorted(folder.rglob("*.service")):
        name = str(path.relative_to(folder))
        text = path.read_text(encoding="utf-8")
        yield from variable_problems(text, known, name)
        if path.suffix != ".yaml":
            continue
        try:
            documents = [document for document in yaml.safe_load_all(text) if document is not None]
        except yaml.YAMLError as error:
            yield f"{name}: {error}"
            continue
        for document in documents:
            count += 1
            if path.parent.name == "kubernetes":
                yield from manifest_problems(document, adapter, name)
            elif name in ("example.yaml", "compose/elt-adapter.yaml"):
                yield from configuration_problems(adapter, text, name)
    if count < 10:
        yield f"only {count} documents were found"


if __name__ == "__main__":
    found = list(problems(pathlib.Path(sys.argv[1]), sys.argv[2]))
    for problem in found:
        print(problem)
    sys.exit(1 if found else 0)
