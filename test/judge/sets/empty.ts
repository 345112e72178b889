import { defineSet } from '../set';

export default defineSet({ shows: 'no entity at all', entities: [] });
