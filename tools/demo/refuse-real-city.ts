import { cityState } from '../run/real-city.mjs';

/** No demonstration account and none of its data comes into a city that was begun as a real one. */
export async function refuseRealCity(url: string): Promise<void> {
  if ((await cityState(url)).city === 'REAL') throw new Error('A real city stands here: the demonstration is not loaded into it');
}
