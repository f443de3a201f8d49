/** First and last moment of the period of a read, as SQL; it is half-open. */
export const fromSql = `{from:DateTime64(6, 'UTC')}`;
export const toSql = `{to:DateTime64(6, 'UTC')}`;
