import { Column, Entity, Index, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity({ name: 'vehicle' })
class Vehicle {
  @PrimaryGeneratedColumn() id: number;
  @Column() plate: string;
}

@Entity({ name: 'vehicle' })
class Truck extends Vehicle {
  @Column({ type: 'int', nullable: true }) load: number;
}

@Entity({ name: 'vehicle' })
class Trailer extends Vehicle {
  @Column({ nullable: true }) @Index() axles: number;
  @ManyToOne(() => Truck) pulledBy: Truck;
}

export default defineSet({
  shows: 'classes that extend each other, each an entity of the same table, which has the columns of all',
  entities: [Truck, Vehicle, Trailer],
  typeormSelfInconsistent: 'for each class TypeORM drops the columns of the others, and adds them again for those',
});
