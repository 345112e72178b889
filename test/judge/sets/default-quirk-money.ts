import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Quirk {
  @PrimaryColumn() id: number;
  @Column({ type: 'money', default: '0' }) price: string;
}

export default defineSet({
  shows: 'an amount of money',
  entities: [Quirk],
  typeormSelfInconsistent: "it compares '0' with 0",
});
