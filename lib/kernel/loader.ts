import { exportOf, fileOf } from '../protocol/command.ts';
import type { Loader } from './dispatch.ts';

/**
 * Imports one file of a service's folder. Written with a template literal in the function itself, so that the bundler
 * takes every command of the folder along and evaluates only those that are called.
 */
export type ImportFile = (file: string) => Promise<Readonly<Record<string, unknown>>>;

/**
 * A loader over one folder for each wire service.
 * @param folders by service name
 */
export const loaderOf =
  (folders: Readonly<Record<string, ImportFile>>): Loader =>
  async (service, command) =>
    (await folders[service]?.(fileOf(command)))?.[exportOf(command)];
