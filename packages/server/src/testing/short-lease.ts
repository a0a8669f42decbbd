/** A queue in which the work of a server that ended is soon done by another one. */
export const shortLease = {
  pollingIntervalSeconds: 0.5,
  superviseSeconds: 1,
  expireInSeconds: 3,
  retryLimit: 50,
  retryDelay: 1,
} as const;
