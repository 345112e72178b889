import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { defineSet } from '../set';

class Point {
  @Column('double precision') x: number;
  @Column('double precision') y: number;
}

@Index(['side'])
class Place {
  @Column(() => Point) at: Point;
  @Column() @Index({ unique: true }) code: string;
  @Column({ type: 'enum', enum: ['n', 's'] }) side: string;
}

class Key {
  @PrimaryColumn() a: number;
  @PrimaryColumn() b: number;
}

@Entity()
@Index(['from.code', 'to.code'])
@Unique(['from.at.x', 'to.at.x'])
class Trip {
  @Column(() => Key) key: Key;
  @Column(() => Place) from: Place;
  @Column(() => Place) to: Place;
}

export default defineSet({
  shows: 'embedded classes inside embedded ones, with primary key, index, unique and enum',
  entities: [Trip],
});
