/**
 * A pooler in miniature: between a client and two sessions of the server. It answers the start of a connection itself, and
 * hands each transaction, or each connection, to one of its sessions, as PgBouncer does.
 */

import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { type ClientConfig, Client as PgClient } from 'pg';

export interface Pooling {
  /** How long a client keeps its session. */
  readonly mode: 'session' | 'transaction';
  /** Which free session is taken: the one that was given back first, or last. */
  readonly takes: 'first' | 'last';
}

/** Messages that have all arrived, and what is left of the next one. */
function split(bytes: Buffer): { readonly messages: readonly Buffer[]; readonly rest: Buffer } {
  const messages: Buffer[] = [];
  let rest = bytes;
  while (rest.length >= 5 && rest.length > rest.readInt32BE(1)) {
    const end = rest.readInt32BE(1) + 1;
    messages.push(rest.subarray(0, end));
    rest = rest.subarray(end);
  }
  return { messages, rest };
}

function message(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5, type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

const int32 = (...numbers: readonly number[]) => {
  const bytes = Buffer.alloc(4 * numbers.length);
  numbers.forEach((number, place) => void bytes.writeInt32BE(number, 4 * place));
  return bytes;
};

const IDLE = message('Z', Buffer.from('I'));

/** AuthenticationOk, ParameterStatus, BackendKeyData with numbers of the pooler's own, ReadyForQuery. */
const WELCOME = Buffer.concat([
  message('R', int32(0)),
  message('S', Buffer.from('client_encoding\0UTF8\0')),
  message('K', int32(1, 2)),
  IDLE,
]);

/** One session of the server. */
interface Backend {
  readonly stream: Socket;
  user: Socket | undefined;
}

export class Pooler {
  readonly #server: Server;
  readonly #pooling: Pooling;
  readonly #all: Backend[] = [];
  readonly #free: Backend[] = [];

  private constructor(pooling: Pooling) {
    this.#pooling = pooling;
    this.#server = createServer((client) => this.#serve(client));
  }

  static async start(config: ClientConfig, pooling: Pooling, sessions = 2): Promise<Pooler> {
    const pooler = new Pooler(pooling);
    for (let count = 0; count < sessions; count += 1) await pooler.#open(config);
    await new Promise<void>((resolve) => pooler.#server.listen(0, '127.0.0.1', resolve));
    return pooler;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    for (const { stream, user } of this.#all) {
      user?.destroy();
      stream.destroy();
    }
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** `pg` logs in; then its socket is taken over. */
  async #open(config: ClientConfig): Promise<void> {
    const connection = new PgClient(config);
    await connection.connect();
    const { stream } = (connection as unknown as { connection: { stream: Socket } }).connection;
    stream.removeAllListeners();
    stream.on('error', () => undefined);
    const backend: Backend = { stream, user: undefined };
    this.#all.push(backend);
    this.#free.push(backend);
    let rest: Buffer = Buffer.alloc(0);
    stream.on('data', (bytes: Buffer) => {
      const parts = split(Buffer.concat([rest, bytes]));
      rest = parts.rest;
      for (const one of parts.messages) {
        const { user } = backend;
        const isOver = one.equals(IDLE) && this.#pooling.mode === 'transaction';
        if (isOver) this.#release(backend);
        user?.write(one);
      }
    });
  }

  #release(backend: Backend): void {
    if (backend.user === undefined) return;
    backend.user = undefined;
    this.#free.push(backend);
  }

  #take(client: Socket): Backend {
    const own = this.#all.find(({ user }) => user === client);
    if (own !== undefined) return own;
    const backend = this.#pooling.takes === 'first' ? this.#free.shift() : this.#free.pop();
    if (backend === undefined) throw new Error('the pooler has no session left');
    backend.user = client;
    return backend;
  }

  #serve(client: Socket): void {
    let isStarted = false;
    client.on('error', () => undefined);
    client.on('close', () => {
      const own = this.#all.find(({ user }) => user === client);
      if (own !== undefined) this.#release(own);
    });
    client.on('data', (bytes: Buffer) => {
      if (!isStarted) {
        isStarted = true;
        client.write(WELCOME);
      } else if (bytes[0] === 'X'.charCodeAt(0)) client.end();
      else this.#take(client).stream.write(bytes);
    });
  }
}
