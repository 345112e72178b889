import { Check, Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
@Check('chk_positive', 'amount > 0')
@Check('chk_order', '"from" < "to"')
@Check('chk_status', "status IN ('open', 'closed')")
@Check('Chk Length', "length(status) BETWEEN 1 AND 20 AND NOT status = 'x'")
class Offer {
  @PrimaryGeneratedColumn() id: number;
  @Column() amount: number;
  @Column('date') from: string;
  @Column('date') to: string;
  @Column() status: string;
}

export default defineSet({
  shows: 'named checks that PostgreSQL prints otherwise than they were written',
  entities: [Offer],
});
