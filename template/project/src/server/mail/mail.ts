import { randomUUID } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import { z } from "zod";

import { env } from "~/env";
import { log } from "~/server/log";

/** A message to one person. */
export const mail = z.strictObject({
  to: z.email(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
});

export type Mail = z.infer<typeof mail>;

/** How long the SMTP server may take to connect, and to answer, in milliseconds. */
const TIMEOUTS = { connectionTimeout: 10_000, socketTimeout: 30_000 };

const smtp =
  env.SMTP_URL && createTransport({ url: env.SMTP_URL, ...TIMEOUTS });

/**
 * Sends a message by the server of SMTP_URL, or writes it to a file in MAIL_DIR; throws if that fails. Not
 * within a transaction or a request: both would wait for it.
 */
export async function sendMail({ to, ...message }: Mail): Promise<void> {
  if (smtp) {
    // As an object, so that no part of an address is read as another recipient.
    const recipient = { name: "", address: to };
    await smtp.sendMail({ from: env.MAIL_FROM, to: recipient, ...message });
  } else {
    const { subject, text } = message;
    const name = `${new Date().toISOString().replaceAll(":", "-")}-${randomUUID()}`;
    const content = `From: ${env.MAIL_FROM}\nTo: ${to}\nSubject: ${subject}\n\n${text}\n`;
    await mkdir(env.MAIL_DIR, { recursive: true });
    await writeFile(join(env.MAIL_DIR, `${name}.txt`), content);
  }
}

/** Logs at server start where mail goes, if nobody receives it. */
export function noteMail(): void {
  if (!smtp) log.warn(`No SMTP_URL: mail is written to ${env.MAIL_DIR}`);
}
