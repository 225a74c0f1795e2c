import { useEffect, useState } from "react";

/** The value once it has rested for a moment. */
export function useDebounced<T>(value: T, delay = 200): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), delay);
    return () => clearTimeout(timer);
  }, [value, delay]);
  return rested;
}
