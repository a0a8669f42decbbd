import type { FastifyInstance, FastifyPluginAsync, FastifyRequest } from "fastify";
import { mount } from "./mount.ts";
import { openParley, type Parley } from "./open-parley.ts";
import { type ParleyOptions, readOptions, type Settings } from "./options.ts";
import { OptionsError } from "./options-error.ts";
import { interceptUpgrades } from "./sockets/upgrades.ts";
import { withinPluginTimeout } from "./timeouts.ts";

/** Options of the plugin. */
export interface ParleyPluginOptions extends ParleyOptions<FastifyRequest> {
  /** The name under which the server has Parley; `parley` by default. A second Parley needs another. */
  readonly decorator?: string | undefined;
}

declare module "fastify" {
  interface FastifyInstance {
    /** Parley in this process, once its plugin is loaded. */
    parley: Parley;
  }
}

/** Opens Parley. Fastify ends a start that takes longer than `pluginTimeout`, with an error that does not say why. */
async function openInTime(app: FastifyInstance, settings: Settings<FastifyRequest>) {
  const opening = openParley(settings, app.log);
  if (await withinPluginTimeout(app, opening)) return opening;
  const close = opening.then(({ runtime }) => runtime.close());
  close.catch((err: unknown) => app.log.warn({ err }, "Parley could not be opened or closed"));
  const { pluginTimeout } = app.initialConfig;
  throw new OptionsError(
    `Parley: the database did not open within the pluginTimeout of your server (${pluginTimeout} ms): check that it answers, or set another, as in fastify({ pluginTimeout: 120_000 }), if it is migrated for longer.`,
  );
}

const plugin: FastifyPluginAsync<ParleyPluginOptions> = async (
  app: FastifyInstance,
  { decorator = "parley", ...options },
) => {
  if (app.hasDecorator(decorator))
    throw new OptionsError(
      `Parley: the server has ${decorator} already: give this one another name with decorator, such as "alumni".`,
    );
  const settings = readOptions(options);
  const { runtime, deps, parley } = await openInTime(app, settings);
  // After the drain of the mount, whose hook runs first: nothing uses the database any more.
  app.addHook("onClose", () => runtime.close());
  app.decorate(decorator, parley);
  const { take } = await mount(app, deps, { prefix: settings.prefix });
  const path = `${app.prefix}${settings.prefix}/trpc`;
  runtime.defer(
    interceptUpgrades(app.server, {
      isOurs: ({ url = "" }) => url.split("?")[0] === path,
      take,
    }),
  );
};

/**
 * The Fastify plugin: `app.register(parley, { databaseUrl, authenticate })`. It opens and migrates the database, serves
 * everything below `prefix` in a scope of its own, and adds `app.parley`. `app.close()` drains and closes it.
 */
export const parley: FastifyPluginAsync<ParleyPluginOptions> = Object.assign(plugin, {
  // As `fastify-plugin` does, so that the decorator is the host's; what is served is in a scope of its own.
  [Symbol.for("skip-override")]: true,
  [Symbol.for("fastify.display-name")]: "@parley/server",
  [Symbol.for("plugin-meta")]: { name: "@parley/server", fastify: "5.x" },
});
