import { Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Currency {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'char', length: 3, unique: true }) code: string;
}

@Entity()
class Price {
  @PrimaryGeneratedColumn() id: number;

  @ManyToOne(() => Currency, { nullable: false })
  @JoinColumn({ name: 'currency', referencedColumnName: 'code' })
  currency: Currency;
}

export default defineSet({
  shows: 'a foreign key to a unique column that is not the primary key',
  entities: [Currency, Price],
});
