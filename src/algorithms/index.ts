export * as sentinel from './failover/sentinel.ts';
