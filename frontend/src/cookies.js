export function remember(name, value) {
  const age = value === "" ? 0 : 31536000;
  document.cookie = `${name}=${value}; path=/; max-age=${age}; samesite=lax`;
}

export function recall(name) {
  return (document.cookie.match(new RegExp(`(?:^|; )${name}=([^;]*)`)) || [])[1] || "";
}
