/**
 * The kind registry: one entry per kind of component. A new kind is a model file, a test and a glyph, plus one
 * entry here and one word in each dictionary; the compiler names the places that are still missing.
 */
import type { FaultKind } from '../command.ts';
import { AppServer } from './app-server.ts';
import { appServerParameters } from './app-server-parameters.ts';
import { Cdn } from './cdn.ts';
import { cdnParameters } from './cdn-parameters.ts';
import type { Component } from './component.ts';
import { Database } from './database.ts';
import { databaseParameters } from './database-parameters.ts';
import { LoadBalancer } from './load-balancer.ts';
import { loadBalancerParameters } from './load-balancer-parameters.ts';
import type { ParameterSpec } from './parameter-spec.ts';
import { Redis } from './redis.ts';
import { redisParameters } from './redis-parameters.ts';
import { createSentinel } from './sentinel.ts';
import { sentinelParameters } from './sentinel-parameters.ts';
import { Station } from './station.ts';
import { stationParameters } from './station-parameters.ts';
import { Users } from './users.ts';
import { usersParameters } from './users-parameters.ts';
import type { World } from './world.ts';

export interface KindEntry {
  readonly parameters: readonly ParameterSpec[];
  readonly faults: readonly FaultKind[];
  /** Kinds that may send it calls. */
  readonly callers: readonly string[];
  /** Kinds with which it exchanges control messages; said by one of the two. */
  readonly talksWith?: readonly string[];
  readonly create: (world: World, index: number) => Component;
}

/** Slowness stretches service times: it would do nothing to a process that serves nothing itself. */
const idleFaults: readonly FaultKind[] = ['crash', 'restart', 'hang'];
const processFaults: readonly FaultKind[] = [...idleFaults, 'slow'];

export const kinds = {
  users: {
    parameters: usersParameters,
    faults: [],
    callers: [],
    create: (world, index) => new Users(world, index),
  },
  cdn: {
    parameters: cdnParameters,
    faults: idleFaults,
    callers: ['users'],
    create: (world, index) => new Cdn(world, index),
  },
  'load-balancer': {
    parameters: loadBalancerParameters,
    faults: idleFaults,
    callers: ['users', 'cdn'],
    create: (world, index) => new LoadBalancer(world, index),
  },
  'app-server': {
    parameters: appServerParameters,
    faults: processFaults,
    callers: ['users', 'cdn', 'load-balancer'],
    create: (world, index) => new AppServer(world, index),
  },
  redis: {
    parameters: redisParameters,
    faults: processFaults,
    callers: ['app-server'],
    talksWith: ['redis'],
    create: (world, index) => new Redis(world, index, world.storeOf(index)),
  },
  database: {
    parameters: databaseParameters,
    faults: processFaults,
    callers: ['app-server'],
    talksWith: ['database'],
    create: (world, index) => new Database(world, index, world.storeOf(index)),
  },
  sentinel: {
    parameters: sentinelParameters,
    faults: idleFaults,
    callers: [],
    talksWith: ['database', 'redis', 'sentinel', 'app-server'],
    create: createSentinel,
  },
  station: {
    parameters: stationParameters,
    faults: processFaults,
    callers: ['users', 'load-balancer'],
    create: (world, index) => new Station(world, index),
  },
} as const satisfies Record<string, KindEntry>;

export type ComponentKind = keyof typeof kinds;
