import type { OwnAddresses } from "@parley/server/app";
import { POST } from "@parley/server/http/methods";
import type { MailService } from "@parley/server/notifications/mail-service";
import { MAILBOX_REPLY, serveMailbox } from "@parley/server/notifications/serve-mail";

/** The addresses of a server, with the mailbox of the demo. */
export const withMailbox = (
  addresses: OwnAddresses | undefined,
  mail: MailService,
): OwnAddresses => ({
  ...addresses,
  methodsAt: (path) => (path === MAILBOX_REPLY ? POST : addresses?.methodsAt?.(path)),
  async serve(app) {
    await addresses?.serve(app);
    await serveMailbox(app, mail);
  },
});
