import { Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Owner {
  @PrimaryGeneratedColumn() id: number;
  @Column() code: string;
}
@Entity()
export class Pet {
  @PrimaryGeneratedColumn() id: number;
  @ManyToOne(() => Owner, { createForeignKeyConstraints: false })
  @JoinColumn({ name: 'owner', referencedColumnName: 'code' })
  owner: Owner;
}
