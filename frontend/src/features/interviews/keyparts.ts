/** What can be done with the vault itself, in the order of the drawer. */
export const keyParts = ['change', 'code', 'take'] as const
export type KeyPart = (typeof keyParts)[number]
