import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Quirk {
  @PrimaryColumn() id: number;
  @Column({ default: () => "'abc'::varchar" }) text: string;
}

export default defineSet({
  shows: 'a default with a cast',
  entities: [Quirk],
  typeormSelfInconsistent: 'it strips the cast from what PostgreSQL prints, not from what the entity says',
});
