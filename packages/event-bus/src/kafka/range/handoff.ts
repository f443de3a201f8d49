/** Hands values from one side to the other, one at a time: whoever brings one waits until it has been used up. */
export class Handoff<Value> {
  #arrival = Promise.withResolvers<void>();
  #value: { value: Value; used: PromiseWithResolvers<void> } | null = null;
  #end: { error: Error | null } | null = null;

  async push(value: Value): Promise<void> {
    while (this.#value !== null && this.#end === null) await this.#value.used.promise;
    if (this.#end !== null) return;
    const used = Promise.withResolvers<void>();
    this.#value = { value, used };
    this.#arrival.resolve();
    await used.promise;
  }

  /** No value comes any more; what waits is let go. */
  end(error: Error | null): void {
    this.#end ??= { error };
    this.#value?.used.resolve();
    this.#arrival.resolve();
  }

  async *values(): AsyncGenerator<Value, void, void> {
    for (;;) {
      await this.#arrival.promise;
      if (this.#end !== null) {
        if (this.#end.error !== null) throw this.#end.error;
        return;
      }
      this.#arrival = Promise.withResolvers();
      const held = this.#value;
      if (held === null) continue;
      yield held.value;
      this.#value = null;
      held.used.resolve();
    }
  }
}
