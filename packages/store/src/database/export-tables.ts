import type { ExportProblem, ExportStatus } from '../exports/export-types.ts';

export interface ExportJobTable {
  tenant_id: string;
  export_id: string;
  person_id: string;
  actor: string;
  created_at: Date;
  request: unknown;
  status: ExportStatus;
  attempts: number;
  worker: string | null;
  lease_until: Date | null;
  forms_total: number;
  forms_done: number;
  problems: readonly ExportProblem[];
  file_name: string | null;
  media_type: string | null;
  sha256: string | null;
  bytes: number | null;
  finished_at: Date | null;
  expires_at: Date | null;
}

export interface ExportFormTable {
  tenant_id: string;
  export_id: string;
  position: number;
  form_id: string;
  revision: number;
}
