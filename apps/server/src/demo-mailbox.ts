import type { OwnAddresses } from "@parley/server/app";
import type { MailService } from "@parley/server/notifications/mail-service";
import { MAILBOX_REPLY, serveMailbox } from "@parley/server/notifications/serve-mail";

/** The addresses of a server, with the mailbox of the demo. */
export const withMailbox = (
  addresses: OwnAddresses | undefined,
  mail: MailService,
): OwnAddresses => ({
  ...addresses,
  posts: [...(addresses?.posts ?? []), MAILBOX_REPLY],
  async serve(app) {
    await addresses?.serve(app);
    await serveMailbox(app, mail);
  },
});
