import { dataOf, personOf, untilHeard, type City } from './open-city';
import { takeFile } from './take-file';
import { cityTables, generateCity, type DemoCity } from '../../../tools/demo/generate';
import { loadPosts } from '../../../tools/demo/load-posts';
import type { Asking } from '../../../tools/demo/leave';
import { openGraph } from './open-graph';

/** The demonstration city in the database of a test, by the tables and the posts that its loading enters. */
export async function fillMadeCity(city: City): Promise<DemoCity> {
  const made = generateCity();
  const everyone = personOf('setup', [{ prefix: '430681' }]);
  let heard = false;
  for (const { service, many, rows } of cityTables(made)) {
    if (service === 'enterprises' && !heard) await untilHeard(city).then(() => (heard = true));
    await takeFile(city, everyone, service, many, rows);
  }
  const graph = await openGraph(city);
  const client: Asking = { ask: async (query, variables) => dataOf(await graph.ask(everyone, query, variables as Record<string, unknown>)) };
  await loadPosts(client, made);
  return made;
}
