"""A real SMTP server that keeps what it receives."""

from __future__ import annotations

import email
import email.policy
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from urllib.parse import urlsplit

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from emitted import free_port

TIMEOUT = 10.0
"""How long a message may take to arrive, in seconds."""


@dataclass
class Mailbox:
    """The messages that an SMTP server has received.

    Args:
        refusals: How many messages the server still refuses, as one that is busy does.
    """

    url: str
    messages: list[EmailMessage] = field(default_factory=list)
    refusals: int = 0

    async def handle_DATA(self, _: SMTP, __: Session, envelope: Envelope) -> str:
        """Keep a message."""
        if self.refusals > 0:
            self.refusals -= 1
            return "451 Try again later"
        content = envelope.content
        assert isinstance(content, bytes)
        message = email.message_from_bytes(content, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        assert envelope.rcpt_tos == [message["To"]]
        self.messages.append(message)
        return "250 OK"

    def subjects(self, to: str) -> list[str]:
        """Return the subjects of all messages to an address, in the order of their arrival."""
        return [str(one["Subject"]) for one in self.messages if one["To"] == to]

    def take(self, to: str, subject: str) -> EmailMessage:
        """Wait for a message, and take it out of the mailbox."""
        deadline = time.monotonic() + TIMEOUT
        while time.monotonic() < deadline:
            for at, one in enumerate(self.messages):
                if (one["To"], one["Subject"]) == (to, subject):
                    return self.messages.pop(at)
            time.sleep(0.05)
        raise AssertionError(f"{to} has no mail {subject!r}, but {self.subjects(to)}")

    def link(self, to: str, subject: str) -> str:
        """Wait for a message, and return the path and query of its link."""
        message = self.take(to, subject)
        text, html = (message.get_body((kind,)) for kind in ("plain", "html"))
        assert text and html
        link = re.search(r"http://\S+", text.get_content())
        assert link
        assert f'href="{link[0].replace("&", "&amp;")}"' in html.get_content()
        url = urlsplit(link[0])
        return f"{url.path}?{url.query}"


@contextmanager
def mailbox() -> Iterator[Mailbox]:
    """Run an SMTP server for the length of a `with` block."""
    port = free_port()
    box = Mailbox(f"smtp://127.0.0.1:{port}")
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()
