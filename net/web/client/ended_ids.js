// The requests whose end was seen, as far back as it can matter.

const most = 256;
const keptOverReload = 64;

export class EndedIds {
  #ids = new Set();

  constructor(ids) {
    for (const id of ids) this.add(id);
  }

  has(id) {
    return this.#ids.has(id);
  }

  add(id) {
    this.#ids.delete(id);
    this.#ids.add(id);
    if (this.#ids.size > most) this.#ids.delete(this.#ids.values().next().value);
  }

  delete(id) {
    this.#ids.delete(id);
  }

  /** The newest, for a resume point. */
  saved() {
    return [...this.#ids].slice(-keptOverReload);
  }
}
