/** The moment of a read, bound as the parameter `as_of`. */
export const asOfSql = `{as_of:DateTime64(6, 'UTC')}`;
