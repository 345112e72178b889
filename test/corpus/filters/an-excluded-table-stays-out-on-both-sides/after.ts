import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Post {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'bigint' }) n: number;
}
@Entity()
export class Legacy {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'bigint' }) n: number;
}
