/**
 * The recorded traffic of a run across a reload: too large for the tab's storage beside the run, so it is put into the
 * browser's database and taken out once. If it cannot be kept, the run asks for its file again.
 */
import type { RecordedTraffic } from '../../scenario/tape/recorded-traffic.ts';

const databaseName = 'nines';
const storeName = 'kept-traffic';
const key = 'latest';

function open(): Promise<IDBDatabase> {
  return new Promise((done, fail) => {
    const request = indexedDB.open(databaseName, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(storeName);
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
}

/** One request in a transaction of its own, finished when it is written: a reload may follow at once. */
async function inStore<Value>(make: (store: IDBObjectStore) => IDBRequest<Value>): Promise<Value> {
  const database = await open();
  try {
    const transaction = database.transaction(storeName, 'readwrite');
    const request = make(transaction.objectStore(storeName));
    await new Promise((done, fail) => {
      transaction.oncomplete = done;
      transaction.onabort = () => fail(transaction.error);
    });
    return request.result;
  } finally {
    database.close();
  }
}

export async function keepTraffic(traffic: RecordedTraffic): Promise<void> {
  await inStore((store) => store.put(traffic, key)).catch(() => undefined);
}

export async function takeTraffic(): Promise<RecordedTraffic | undefined> {
  try {
    const traffic: RecordedTraffic | undefined = await inStore((store) => store.get(key));
    await inStore((store) => store.delete(key));
    return traffic;
  } catch {
    return undefined;
  }
}
