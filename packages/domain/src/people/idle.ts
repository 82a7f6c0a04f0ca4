/** 空闲秒数: header by which a page tells for how long nobody has touched it; a request without it was made by a person. */
export const IDLE_SECONDS_HEADER = 'x-jiheng-idle-seconds';
