import { Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity({ schema: 'app', comment: 'in another schema' })
class Thing {
  @PrimaryColumn({ comment: 'key' }) id: number;
}

export default defineSet({ shows: 'comments in another schema', entities: [Thing], schemas: ['app'] });
