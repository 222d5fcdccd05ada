// What could not be sent: kept on this device, sent by itself when the connection is back. Kept apart for each user and session.
export class Outbox {
  constructor(name) {
    this.key = `voicing-out:${name}`;
  }

  get items() {
    try {
      return JSON.parse(localStorage.getItem(this.key) || "[]");
    } catch {
      return [];
    }
  }

  write(items) {
    localStorage.setItem(this.key, JSON.stringify(items));
  }

  add(item) {
    this.write([...this.items.filter((each) => each.draft !== item.draft), item]);
  }

  remove(draft) {
    this.write(this.items.filter((each) => each.draft !== draft));
  }

  change(draft, facts) {
    this.write(this.items.map((each) => (each.draft === draft ? { ...each, ...facts } : each)));
  }

  // Sends one after the other; stops at the first that finds no connection. `send(item)` gives taken, refused or lost.
  async flush(send) {
    let taken = 0;
    for (const item of this.items.filter((each) => !each.refusal)) {
      const { state, words } = await send(item.fields);
      if (state === "taken") (this.remove(item.draft), (taken += 1));
      else if (state === "refused") this.change(item.draft, { refusal: words });
      else break;
    }
    return taken;
  }
}
