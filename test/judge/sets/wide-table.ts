import { Check, Column, CreateDateColumn, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { defineSet } from '../set';

/** Columns as a legacy table has them: each option somewhere. */
@Entity({ name: 'order_line', schema: 'shop', comment: 'Lines of orders' })
@Index('ix_order_line_sku', ['sku', 'quantity'])
@Index('ix_order_line_open', ['status'], { where: "status = 'open'" })
@Unique('uq_order_line', ['order', 'position'])
@Check('chk_order_line_quantity', 'quantity BETWEEN 1 AND 1000')
class OrderLine {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', name: 'line_id', generatedIdentity: 'ALWAYS' }) id: string;
  @Column({ name: 'order_id', type: 'bigint' }) order: string;
  @Column({ type: 'smallint', default: 1, comment: 'from one' }) position: number;
  @Column({ type: 'varchar', length: 32, collation: 'C' }) sku: string;
  @Column({ type: 'int', default: 1 }) quantity: number;
  @Column({ type: 'numeric', precision: 12, scale: 4, default: 0 }) price: string;
  @Column({ type: 'numeric', precision: 16, scale: 4, asExpression: 'quantity * price', generatedType: 'STORED' })
  total: string;
  @Column({ type: 'enum', enum: ['open', 'sent'], enumName: 'line_status', default: 'open' }) status: string;
  @Column({ type: 'text', array: true, default: [] }) tags: string[];
  @Column({ type: 'jsonb', nullable: true }) extra: object | null;
  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' }) createdAt: Date;
}

export default defineSet({
  shows: 'a table of everyday size, with something of everything',
  entities: [OrderLine],
  schemas: ['shop'],
});
