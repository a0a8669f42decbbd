import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

const derive = promisify<string, Buffer, number, Buffer>(scrypt);

export async function hashPassword(password: string) {
  const salt = randomBytes(16);
  return Buffer.concat([salt, await derive(password, salt, 32)]).toString("base64");
}

export async function verifyPassword(password: string, hash: string) {
  const bytes = Buffer.from(hash, "base64");
  return timingSafeEqual(await derive(password, bytes.subarray(0, 16), 32), bytes.subarray(16));
}
