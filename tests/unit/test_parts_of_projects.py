"""What a project gets only if it asks for it, or uses it."""

from __future__ import annotations

import json

from t3gen import model, spec
from t3gen.render import package_template

TAG = b"resource: Tag\nfields: {name: string}\n"
PHOTO = b"resource: Photo\nfields:\n  image: file(image/png)\n"


def records(text: bytes) -> list[dict[str, object]]:
    return [one.record() for one in model.resolve(spec.read({"one.yaml": text}))]


def test_a_project_from_before_the_questions_keeps_its_server_and_its_jobs() -> None:
    template = package_template()
    answers = {"resources": records(TAG)}
    before = template.render(answers)
    new = template.render({**answers, "standalone": False, "jobs": False})

    left_out = set(before) - set(new)
    assert {"esbuild.config.js", "src/server/standalone.ts", "tests/jobs.test.ts"} <= left_out
    assert "src/server/jobs/queue.ts" in left_out
    assert not set(new) - set(before)
    assert template.asked(answers)["standalone"]["default"] is True
    assert template.asked()["standalone"]["default"] is False


def test_file_fields_bring_jobs() -> None:
    answers = {"resources": records(PHOTO), "database": "postgresql", "jobs": False}
    files = package_template().render(answers)

    manifest = json.loads(files["package.json"].data)
    assert "croner" in manifest["dependencies"]
    assert "worker" in manifest["scripts"]
    assert b"JOBS=" in files[".env.example"].data
    assert b"model QueuedJob" in files["prisma/schema.prisma"].data
    assert {"src/server/jobs/queue.ts", "src/server/queue/worker.ts"} <= set(files)


def test_a_project_without_jobs_and_events_has_no_queue() -> None:
    answers = {"resources": records(TAG), "jobs": False, "standalone": False}
    files = package_template().render(answers)

    assert not [path for path in files if "job" in path or "queue" in path or "worker" in path]
    manifest = json.loads(files["package.json"].data)
    assert "croner" not in manifest["dependencies"]
    assert "worker" not in manifest["scripts"]
    texts = [files[path].data for path in ("prisma/schema.prisma", ".env.example", "src/env.js")]
    assert not any(b"WORKER" in text or b"QueuedJob" in text for text in texts)
