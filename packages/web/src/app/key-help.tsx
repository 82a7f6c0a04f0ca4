import { Modal } from 'antd';
import { Fragment } from 'react';
import { KEY_HELP } from './keys.ts';

export function KeyHelp({ onClose }: { readonly onClose: () => void }) {
  return (
    <Modal open title="键盘操作" footer={null} onCancel={onClose} width={480}>
      <dl className="key-list">
        {KEY_HELP.map(({ keys, does }) => (
          <Fragment key={does}>
            <dt>
              {keys.map((key, index) => (
                <Fragment key={key}>
                  {index > 0 && ' '}
                  <kbd>{key}</kbd>
                </Fragment>
              ))}
            </dt>
            <dd>{does}</dd>
          </Fragment>
        ))}
      </dl>
    </Modal>
  );
}
