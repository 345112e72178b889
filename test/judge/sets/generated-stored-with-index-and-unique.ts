import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
@Index('ix_year', ['year'], { where: 'year > 2000' })
class Invoice {
  @PrimaryGeneratedColumn() id: number;
  @Column() day: Date;
  @Column({ type: 'int', asExpression: 'EXTRACT(YEAR FROM day)::int', generatedType: 'STORED' }) year: number;
  @Column({ type: 'text', asExpression: `'R-' || id`, generatedType: 'STORED', unique: true, comment: 'printed' })
  number: string;
}

export default defineSet({
  shows: 'generated columns with an index, a unique constraint and a comment',
  entities: [Invoice],
});
