/** What is kept between visits. */
export type Store = Pick<Storage, 'getItem' | 'setItem'>;

/**
 * The browser's storage, reached only when something is read or kept. Where storage is denied, the name `localStorage`
 * throws by itself (HTML standard, Web storage: SecurityError): here it throws where the reader expects it.
 */
export const storage: Store = {
  getItem: (key) => window.localStorage.getItem(key),
  setItem: (key, value) => window.localStorage.setItem(key, value),
};
