import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
@Index('ix_desc', { synchronize: false })
@Index('ix_ops', { synchronize: false })
export class Article {
  @PrimaryGeneratedColumn() id: number;
  @Column() title: string;
  @Column() year: number;
}
