import { ApiError } from '../../client/api.ts';

/** Why a form was not taken, and what to do. */
export function Refusal({ error }: { readonly error: Error | null }) {
  if (error === null) return null;
  const remedy = error instanceof ApiError ? error.remedy : '';
  return (
    <p role="alert" className="refusal">
      {error.message}
      {remedy}
    </p>
  );
}
