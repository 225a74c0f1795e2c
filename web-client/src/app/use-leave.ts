import { useNavigate } from "react-router";
import { useSignOut } from "@/api/session";
import { paths } from "@/lib/paths";

export function useLeave(): () => void {
  const navigate = useNavigate();
  const signOut = useSignOut();
  return () => signOut.mutate(undefined, { onSettled: () => void navigate(paths.signIn()) });
}
