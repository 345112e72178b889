import { Entity, JoinColumn, ManyToOne, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Album {
  @PrimaryGeneratedColumn() id: number;
}

@Entity()
class Track {
  @PrimaryColumn() number: number;
  @PrimaryColumn() albumId: number;
  @ManyToOne(() => Album, { onDelete: 'CASCADE' }) @JoinColumn({ name: 'albumId' }) album: Album;
}

export default defineSet({ shows: 'a foreign key inside a composite primary key', entities: [Album, Track] });
