import { type Mail } from "./mail";

// Messages hold no text that a caller chooses, such as a name: anybody can sign up with the address of
// somebody else, and would write to them by it.

/** To a new address: that of a new account, or the new one of an account. */
export function verifyEmail(to: string, url: string): Mail {
  return message(to, "Verify your email address", [
    "Somebody, probably you, signed up with this email address. Verify that it is yours:",
    { text: "Verify the address", url },
    "If it was not you, ignore this message.",
  ]);
}

/** To the owner of an account, for whose address somebody tried to sign up again. */
export function alreadySignedUp(to: string): Mail {
  return message(to, "You have an account", [
    "Somebody, probably you, signed up with this email address, which already has an account. Sign in with it, or ask for a new password.",
    "If it was not you, ignore this message.",
  ]);
}

export function resetPassword(to: string, url: string): Mail {
  return message(to, "Reset your password", [
    "Somebody, probably you, asked to reset the password of your account. The link is valid for an hour:",
    { text: "Choose a new password", url },
    "If it was not you, ignore this message: your password stays as it is.",
  ]);
}

/** To the present address of an account that is to have another one. */
export function confirmNewEmail(to: string, email: string, url: string): Mail {
  return message(to, "Confirm your new email address", [
    `The email address of your account is to be ${email}. Confirm it, and verify the new address by the link that is sent there:`,
    { text: "Confirm the change", url },
    "If it was not you, change your password: somebody is signed in as you.",
  ]);
}

type Paragraph = string | { text: string; url: string };

/** A message of paragraphs and links, as text and as HTML. */
function message(to: string, subject: string, parts: Paragraph[]): Mail {
  const text = parts.map((part) =>
    typeof part === "string" ? part : `${part.text}: ${part.url}`,
  );
  const html = parts.map((part) =>
    typeof part === "string"
      ? escaped(part)
      : `<a href="${escaped(part.url)}">${escaped(part.text)}</a>`,
  );
  return {
    to,
    subject,
    text: text.join("\n\n"),
    html: `<p>${html.join("</p>\n<p>")}</p>`,
  };
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/** Text as HTML, which is also safe in a quoted attribute. */
function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? "");
}
