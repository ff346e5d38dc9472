// Events with a `detail`. Node 18 has no CustomEvent.

const DetailEvent = globalThis.CustomEvent ?? class CustomEvent extends Event {
  constructor(type, { detail }) {
    super(type);
    this.detail = detail;
  }
};

export function emit(target, type, detail) {
  target.dispatchEvent(detail === undefined ? new Event(type) : new DetailEvent(type, { detail }));
}
