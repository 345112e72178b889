import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Quirk {
  @PrimaryColumn() id: number;
  @Column({ type: 'jsonb', default: '{"countryCode":"fr", "numero":""}' }) address: object;
}

export default defineSet({
  shows: 'JSON given as a string',
  entities: [Quirk],
  typeormSelfInconsistent: 'it compares the JSON text, which PostgreSQL stores with other spaces',
});
