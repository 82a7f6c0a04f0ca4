export {
  acceptProposedRevision,
  listAcceptedProposals,
  separateProposedForm,
  type Acceptance,
  type AcceptedProposal,
  type TakenProposal,
} from './forms/accept-revision.ts';
export { backup, nothingToBackUp, type BackupOutcome } from './backup/backup.ts';
export { restore, type RestoreOutcome } from './backup/restore.ts';
export { contentHash } from './database/content-hash.ts';
export {
  claimImportFile,
  createImportJob,
  findImportJob,
  finishImportFile,
  isDocumentImported,
  listImportJobs,
  releaseImportFiles,
} from './imports/import-repository.ts';
export type { FinishedImportFile, ImportClaim, NewImportJob } from './imports/import-repository.ts';
export * from './imports/import-types.ts';
export { countFindingsByRule } from './findings/finding-repository.ts';
export {
  listFormsToCollect,
  listTenantsToCheck,
  refreshFacts,
  saveFacts,
  type FormFacts,
  type FormToCollect,
} from './findings/fact-repository.ts';
export * from './findings/subject-repository.ts';
export {
  createTenant,
  listTenants,
  updateTenant,
  type NewTenant,
  type Tenant,
} from './tenants/tenant-repository.ts';
export { findForm } from './forms/form-repository.ts';
export { findDocument, saveDocument } from './documents/document-repository.ts';
export * from './documents/document-types.ts';
export { findNeighbours, listForms } from './forms/list-forms.ts';
export { formFacets } from './forms/form-facets.ts';
export * from './forms/form-types.ts';
export { inTransaction, type Db, type Tx } from './database/db.ts';
export { insertAuditEntry, type AuditEntry } from './audit/audit-repository.ts';
export { localFileStore, type FileStore } from './documents/file-store.ts';
export { migrate, SCHEMA_VERSIONS, type MigrationOutcome } from './migrations/migrate.ts';
export { openDatabase, type Database, type OpenOptions } from './database/open-database.ts';
export { overview } from './overview/overview-repository.ts';
export * from './overview/overview-types.ts';
export { recordImportedForms, type ImportSource } from './forms/record-imported-forms.ts';
export { hasEmbeddedDatabase } from './embedded/home.ts';
export { startEmbedded, type EmbeddedServer } from './embedded/embedded-server.ts';
export { StoreError } from './store-error.ts';
export { refreshStatistics } from './database/statistics.ts';
export * from './people/organisation-repository.ts';
export {
  dropInitialPassword,
  findActor,
  findCredentials,
  findPerson,
  foldedLoginName,
  insertPerson,
  listPersons,
  noteSignIn,
  setOidcSubject,
  setPassword,
  updatePerson,
  type Credentials,
  type NewPerson,
  type PersonChange,
  type PersonRecord,
} from './people/person-repository.ts';
export {
  hasAdministrator,
  lockAdministration,
  replaceAssignments,
  replaceGrants,
} from './people/duty-repository.ts';
export * from './sessions/session-repository.ts';
export * from './exports/export-types.ts';
export {
  countOpenExports,
  createExportJob,
  exportForms,
  findExportJob,
  isExportInScope,
  listExportJobs,
  type NewExportJob,
} from './exports/export-repository.ts';
export {
  cancelExportJob,
  claimExportJob,
  expiredExportFiles,
  finishExportJob,
  forgetExportFile,
  handBackExportJob,
  isExportFile,
  lockExportFile,
  releaseExportJobs,
  renewExportJob,
  type ExportClaim,
} from './exports/export-queue.ts';
export * from './campaigns/campaign-repository.ts';
export * from './campaigns/campaign-types.ts';
export * from './flow/flow-repository.ts';
export * from './flow/inbox.ts';
export * from './flow/opinion-repository.ts';
export * from './notices/notice-mail.ts';
export * from './notices/notice-repository.ts';
export * from './projects/project-forms.ts';
export * from './projects/project-repository.ts';
export * from './projects/project-types.ts';
export type { CampaignDeadlines, OpinionPlace } from './database/work-tables.ts';
export * from './drafts/index.ts';
export { findFormPlace, formsInScope, isDocumentInScope } from './documents/document-scope.ts';
export { inPaths, inScope } from './forms/scope.ts';
export { findAuditHead, sealAudit, type AuditHead } from './audit/seal-audit.ts';
export { findNamedSubjects, type NamedSubject } from './audit/named-subjects.ts';
export { auditState, listAudit, sealedEntries, type AuditFilter, type AuditRow } from './audit/list-audit.ts';
