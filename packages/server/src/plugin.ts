import type { FastifyInstance, FastifyPluginAsync, FastifyRequest } from "fastify";
import { mount } from "./mount.ts";
import { openParley, type Parley } from "./open-parley.ts";
import { type ParleyOptions, readOptions } from "./options.ts";
import { OptionsError } from "./options-error.ts";
import { interceptUpgrades } from "./sockets/upgrades.ts";

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

const plugin: FastifyPluginAsync<ParleyPluginOptions> = async (
  app: FastifyInstance,
  { decorator = "parley", ...options },
) => {
  if (app.hasDecorator(decorator))
    throw new OptionsError(
      `Parley: the server has ${decorator} already: give this one another name with decorator, such as "alumni".`,
    );
  const settings = readOptions(options);
  const { runtime, deps, parley } = await openParley(settings, app.log);
  // After the drain of the mount, when nothing uses the database any more.
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
