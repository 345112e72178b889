import { Column, Entity, ForeignKey, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Flight {
  @PrimaryColumn() carrier: string;
  @PrimaryColumn() number: number;
}

@Entity()
@ForeignKey(() => Flight, ['carrier', 'number'], ['carrier', 'number'], { onDelete: 'CASCADE' })
class Delay {
  @PrimaryGeneratedColumn() id: number;
  @Column() carrier: string;
  @Column() number: number;
}

export default defineSet({ shows: 'a foreign key of two columns without a relation', entities: [Flight, Delay] });
