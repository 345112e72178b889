import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity('größe_über_alles_ähnlich_öffentlich_übermäßig_länge')
class Long {
  @PrimaryColumn() id: number;
  @Column({ name: 'Überprüfungsmöglichkeitenäußerungen_ß' }) value: string;
}

export default defineSet({ shows: 'names of fewer than 63 bytes with characters of two bytes', entities: [Long] });
