import { Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Owner {
  @PrimaryGeneratedColumn() id: number;
  @Column({ unique: true }) code: string;
}
@Entity()
export class Pet {
  @PrimaryGeneratedColumn() id: number;
  @ManyToOne(() => Owner) @JoinColumn({ name: 'owner', referencedColumnName: 'code' }) owner: Owner;
}
